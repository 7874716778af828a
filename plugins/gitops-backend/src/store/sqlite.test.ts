import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';

const wanted = ['SQLITE_3', process.env.GITOPS_TEST_POSTGRES].filter(
  id => id !== undefined,
);
const known: TestDatabaseId[] = [
  'SQLITE_3',
  'POSTGRES_18',
  'POSTGRES_17',
  'POSTGRES_16',
  'POSTGRES_15',
  'POSTGRES_14',
];

// Nothing that is tested on a database means anything while a database cannot be opened at all, such as when the
// driver came without a binary for this Node.
describe('the databases of the tests', () => {
  const databases = TestDatabases.create({
    ids: known.filter(id => wanted.includes(id)),
  });

  it('are all there', () => {
    expect(databases.eachSupportedId().flat().sort()).toEqual(wanted.sort());
  });

  it.each(databases.eachSupportedId())('%s answers a query', async id => {
    const knex = await databases.init(id);
    await knex.schema.createTable('letters', table => {
      table.increments('id');
      table.string('letter').notNullable();
    });
    await knex('letters').insert([{ letter: 'a' }, { letter: 'b' }]);

    const letters = await knex('letters').pluck('letter').orderBy('id');

    expect(letters).toEqual(['a', 'b']);
  });
});
