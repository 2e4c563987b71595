import {
  type ColumnDefinitionNode,
  type CreateTableNode,
  DataTypeNode,
  type KyselyPlugin,
  OperationNodeTransformer,
  RawNode,
} from 'kysely'

/**
 * How tables are told to be what they are on SQLite: ids that differ only in case are two ids (the server's own
 * default would have them equal), long keys are allowed, and a text has no end at 64 kB.
 */
const TABLE_OPTIONS = 'engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_bin'

class SchemaTransformer extends OperationNodeTransformer {
  protected override transformCreateTable(node: CreateTableNode): CreateTableNode {
    const table = super.transformCreateTable(node)
    return { ...table, endModifiers: [...(table.endModifiers ?? []), RawNode.createWithSql(TABLE_OPTIONS)] }
  }

  protected override transformColumnDefinition(node: ColumnDefinitionNode): ColumnDefinitionNode {
    const column = super.transformColumnDefinition(node)
    const { dataType } = column
    const isText = DataTypeNode.is(dataType) && dataType.dataType === 'text'
    return isText ? { ...column, dataType: RawNode.createWithSql('mediumtext') } : column
  }
}

const transformer = new SchemaTransformer()

/** Lets one set of migrations make the same tables on MySQL as on SQLite. */
export const mysqlSchema: KyselyPlugin = {
  transformQuery: ({ node, queryId }) => transformer.transformNode(node, queryId),
  transformResult: async ({ result }) => result,
}
