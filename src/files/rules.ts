// The rules of files: uses, names made safe, and contents judged while they arrive.
export { type FileUse, type UseOfFile, fileUses, useNames } from './rules/uses.ts';
export { safeFileName } from './rules/safe-name.ts';
export { type ContentRefusal, type Judge, judgeOf } from './rules/judge.ts';
