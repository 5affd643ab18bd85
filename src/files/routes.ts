// The room's JSON routes, each tied to its question; the streams are served by the program's file door.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import { filesContract } from './contract.ts';
import { viewFile } from './questions.ts';

const os = implement(filesContract).$context<RequestContext>().use(guard);

export const filesRoutes = os.router({
  file: os.file.handler(({ context, input }) => viewFile(context.act, input.params.fileId)),
});
