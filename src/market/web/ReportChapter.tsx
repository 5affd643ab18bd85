// A chapter of a report as it stands in every other form of it: texts, tables with the tag of each figure, and figures.
import type { RefObject } from 'react';
import { ScrollRegion, type Say, useLanguage } from '#ui';
import { drawingOf } from '../rules/report-drawing.ts';
import type { Chapter, ChapterBlock, ChapterTable } from './report-queries.ts';
import { ReportDrawing } from './ReportDrawing.tsx';
import classes from './report.module.css';

export interface ReportChapterProps {
  readonly chapter: Chapter;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly say: Say;
}

/** The chapter. */
export function ReportChapter({ chapter, heading, say }: ReportChapterProps) {
  return (
    <article aria-label={chapter.title} className={classes.chapter}>
      <h2 ref={heading} tabIndex={-1}>{`${chapter.number} ${chapter.title}`}</h2>
      {chapter.sections.map((section) => {
        const tables = new Map(section.blocks.flatMap((block) => (block.kind === 'table' ? [[block.table.id, block.table] as const] : [])));
        return (
          <section key={section.id} id={section.id} aria-label={section.title}>
            <h3>{`${section.number} ${section.title}`}</h3>
            {section.blocks.map((block, at) => (
              <Block key={at} block={block} tables={tables} say={say} />
            ))}
          </section>
        );
      })}
    </article>
  );
}

function Block({
  block,
  tables,
  say,
}: {
  readonly block: ChapterBlock;
  readonly tables: ReadonlyMap<string, ChapterTable>;
  readonly say: Say;
}) {
  if (block.kind === 'text') return <p>{block.text}</p>;
  if (block.kind === 'points')
    return (
      <ul>
        {block.points.map((point, at) => (
          <li key={at}>{point}</li>
        ))}
      </ul>
    );
  if (block.kind === 'table') return <ReportTable table={block.table} title={say('table', block.table)} />;
  return <Figure figure={block.figure} table={tables.get(block.figure.tableId)} say={say} />;
}

function Figure({
  figure,
  table,
  say,
}: {
  readonly figure: Extract<ChapterBlock, { kind: 'figure' }>['figure'];
  readonly table: ChapterTable | undefined;
  readonly say: Say;
}) {
  const language = useLanguage() === 'es' ? 'es' : 'en';
  return (
    table && (
      <figure className={classes.figure}>
        <figcaption>{say('figure', { number: figure.number, title: figure.title })}</figcaption>
        <ScrollRegion label={figure.title} className={classes.scroll}>
          <ReportDrawing drawing={drawingOf(figure, table, language)} says={figure.alt} />
        </ScrollRegion>
      </figure>
    )
  );
}

function ReportTable({ table, title }: { readonly table: ChapterTable; readonly title: string }) {
  const { columns, rows, note } = table;
  const shown = (isTotal: boolean) =>
    rows.flatMap((row, at) =>
      row.isTotal === isTotal
        ? [
            <tr key={at}>
              {row.cells.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row">
                    {cell.text}
                  </th>
                ) : (
                  <td key={column} data-number={columns[column]?.isNumber || undefined} data-tag={cell.tag}>
                    {cell.text}
                  </td>
                ),
              )}
            </tr>,
          ]
        : [],
    );
  return (
    <>
      <ScrollRegion label={title} className={classes.scroll}>
        <table className={classes.table} data-table={table.id}>
          <caption>{title}</caption>
          <thead>
            <tr>
              {columns.map(({ header, isNumber }, at) => (
                <th key={at} scope="col" data-number={isNumber || undefined}>
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{shown(false)}</tbody>
          {rows.some(({ isTotal }) => isTotal) && <tfoot>{shown(true)}</tfoot>}
        </table>
      </ScrollRegion>
      {note !== '' && <p className={classes.note}>{note}</p>}
    </>
  );
}
