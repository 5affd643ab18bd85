// How people look at tables: views they keep under a name, and the one a table opens with.
import { z } from 'zod';
import { command, id, line, question } from '#platform/contract';

const tableName = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'must be the name of a table of the pages');
/** A column's name in the pages' own code. */
const key = z.string().regex(/^[A-Za-z][\w.-]{0,63}$/, 'must be the name of a column');
const typed = line(200).or(z.literal(''));

/** What is found, on which conditions, which columns are not shown, and the order. */
export const tableView = z.strictObject({
  find: typed,
  conditions: z.record(key, typed).refine((all) => Object.keys(all).length <= 60, 'holds more conditions than a table has columns'),
  hidden: z.array(key).max(60),
  sort: z.strictObject({ column: key, direction: z.enum(['up', 'down']) }).nullable(),
});

export const savedView = z.object({
  id,
  table: z.string(),
  name: z.string(),
  view: tableView,
  isDefault: z.boolean(),
});

export const viewsContract = {
  views: question({
    name: 'desk.views',
    permission: 'access.self',
    path: '/desk/views',
    summary: 'Your kept views of all tables, by table and name',
    output: z.array(savedView),
  }),
  keepView: command({
    name: 'desk.keep-view',
    permission: 'access.self',
    path: '/desk/views',
    summary: 'Keep a view of a table under a name; the same name replaces, and there is one to open with',
    body: { table: tableName, name: line(60), view: tableView, isDefault: z.boolean() },
    output: savedView,
  }),
  forgetView: command({
    name: 'desk.forget-view',
    permission: 'access.self',
    path: '/desk/views/{viewId}/removal',
    summary: 'Forget one of your views',
    params: { viewId: id },
    output: z.object({ id }),
  }),
};
