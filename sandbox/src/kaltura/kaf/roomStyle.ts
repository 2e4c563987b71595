/** Of the pages that stand in for Kaltura's rooms. */
export const ROOM_STYLE = `
  * { box-sizing: border-box; }
  body { margin: 0; background: #111418; color: #e6e9ee; font: 16px/1.5 system-ui, sans-serif; }
  h1, h2, p, ul, dl, dd { margin: 0; padding: 0; }
  h1 { font-size: 20px; font-weight: 600; overflow-wrap: anywhere; }
  h2 { font-size: 14px; font-weight: 600; color: #aab3c0; }
  .note { color: #9aa4b2; font-size: 12px; }
  .door { min-height: 100vh; display: grid; place-content: center; gap: 12px; padding: 24px; text-align: center; }
  .room { min-height: 100vh; display: grid; grid-template-rows: auto 1fr auto; }
  header, footer { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 12px 16px; }
  header { background: #1a1f26; }
  .mode { padding: 2px 8px; border-radius: 8px; background: #2b333e; font-size: 12px; }
  main { display: grid; grid-template-columns: minmax(0, 1fr) 280px; gap: 16px; padding: 16px; }
  .stage { display: grid; align-content: center; justify-items: center; gap: 16px; border-radius: 8px;
    background: #1a1f26; padding: 16px; min-height: 240px; }
  .stage video { width: min(100%, 560px); border-radius: 8px; background: #000; transform: scaleX(-1); }
  .initial { display: grid; place-content: center; width: 96px; height: 96px; border-radius: 50%;
    background: #2b333e; font-size: 40px; text-transform: uppercase; }
  [hidden] { display: none; }
  dl { display: flex; flex-wrap: wrap; justify-content: center; gap: 8px 24px; font-size: 14px; }
  dt { color: #9aa4b2; font-size: 12px; }
  .people { display: grid; align-content: start; gap: 8px; }
  #state { color: #aab3c0; font-size: 14px; }
  ul { list-style: none; display: grid; gap: 8px; }
  li { display: flex; justify-content: space-between; gap: 8px; padding: 8px 12px; border-radius: 8px;
    background: #1a1f26; overflow-wrap: anywhere; }
  li small { color: #9aa4b2; font-size: 12px; white-space: nowrap; }
  button { min-height: 44px; padding: 0 16px; border: 0; border-radius: 8px; background: #2b333e; color: inherit;
    font: inherit; cursor: pointer; }
  button:hover { background: #364150; }
  button.end { background: #a3262f; }
  button.end:hover { background: #bc2f39; }
  button:focus-visible { outline: 2px solid #8ab4ff; outline-offset: 2px; }
  .problem { color: #ffb4a8; font-size: 14px; }
  .problem:empty { display: none; }
  footer .note { margin-left: auto; }
  @media (max-width: 640px) { main { grid-template-columns: minmax(0, 1fr); } footer .note { margin-left: 0; } }`
