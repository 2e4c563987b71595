import { Check } from 'lucide-react'
import type { RefObject } from 'react'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import styles from './ChoiceMenu.module.css'

export interface Choice {
  readonly id: string
  readonly label: string
}

export interface ChoiceMenuProps {
  readonly label: string
  readonly trigger: RefObject<HTMLButtonElement | null>
  readonly choices: readonly Choice[]
  readonly selected: string
  readonly onChoose: (id: string) => void
  readonly onClose: () => void
}

/** One of several, above the button that opened it. */
export function ChoiceMenu({ label, trigger, choices, selected, onChoose, onClose }: ChoiceMenuProps) {
  const portal = trigger.current?.closest('main')
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      isNonModal
      // Inside the page's main part, where a screen reader finds it by landmark.
      {...(portal ? { UNSTABLE_portalContainer: portal } : {})}
      onOpenChange={open => !open && onClose()}
      placement="top"
      offset={8}
      containerPadding={8}
      className={styles['popover'] ?? ''}
    >
      <Menu
        aria-label={label}
        autoFocus="first"
        className={styles['menu'] ?? ''}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[selected]}
        onAction={key => {
          onChoose(String(key))
          onClose()
        }}
        onClose={onClose}
      >
        <MenuSection>
          <Header className={styles['header'] ?? ''}>{label}</Header>
          {choices.map(choice => (
            <MenuItem
              key={choice.id}
              id={choice.id}
              textValue={choice.label}
              className={styles['item'] ?? ''}
            >
              <span className={styles['check']}>{choice.id === selected ? <Check size={16} /> : null}</span>
              {choice.label}
            </MenuItem>
          ))}
        </MenuSection>
      </Menu>
    </Popover>
  )
}
