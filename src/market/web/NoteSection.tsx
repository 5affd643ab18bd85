// One field of a profile: its notes with what they stand on, or that nothing is known and who may fill it in.
import { personText } from '#lib';
import { Button, formatDate, PageLink, StatusWord, useLanguage } from '#ui';
import type { NoteSection as Section } from '../rules/evidence-notes.ts';
import { useCompanyWords } from './company-words.ts';
import type { EvidenceRecord, Note } from './held-queries.ts';
import classes from './held.module.css';
import { useClaims, useSources } from './shipped-claims.ts';
import { TagMark } from './TagMark.tsx';
import { holdsFacts, isForce, type NotePlace } from './typed-note.ts';

export interface NoteSectionProps {
  readonly section: Section;
  readonly company: string | null;
  readonly notes: readonly Note[];
  /** Records that tell something here already. */
  readonly records?: readonly EvidenceRecord[];
  /** Absent for readers who may not write. */
  readonly onWrite: ((place: NotePlace, text: string) => void) | undefined;
}

/** The field. */
export function NoteSection({ section, company, notes, records = [], onWrite }: NoteSectionProps) {
  const say = useCompanyWords();
  const name = say(`section.${section}`);
  const own = notes.filter((note) => note.section === section);
  return (
    <section aria-label={name}>
      <h2 className={classes.heading}>{name}</h2>
      {own.length + records.length === 0 && <p className={classes.quiet}>{say(holdsFacts(section) ? 'emptyFact' : 'emptyJudgement')}</p>}
      {own.length + records.length > 0 && (
        <ul className={classes.list}>
          {records.map((record) => (
            <Told key={record.id} record={record} />
          ))}
          {own.map((note) => (
            <Written key={note.id} note={note} company={company} onWrite={onWrite} />
          ))}
        </ul>
      )}
      {onWrite && (
        <Button
          variant="default"
          size="xs"
          aria-label={say('addTo', { section: name })}
          onClick={() => onWrite({ company, section, note: null, withdraws: false }, '')}
        >
          {say('add')}
        </Button>
      )}
    </section>
  );
}

function Told({ record }: { readonly record: EvidenceRecord }) {
  const say = useCompanyWords();
  const claims = useClaims();
  const sources = useSources();
  return (
    <li>
      <p>
        <PageLink to={`/market/evidence/${record.id}`}>{claims(record).claim}</PageLink> <TagMark tag={record.tag} />
      </p>
      <p className={classes.quiet}>{`${say('fromEvidence')}; ${say('source', { source: sources(record).whole })}`}</p>
    </li>
  );
}

function Written({ note, company, onWrite }: Pick<NoteSectionProps, 'company' | 'onWrite'> & { readonly note: Note }) {
  const say = useCompanyWords();
  const language = useLanguage();
  const claims = useClaims();
  const sources = useSources();
  const [first] = note.evidence;
  const text = note.origin === 'proposed' && first ? claims(first).claim : note.text;
  const section = note.section;
  const place = { company, section, note };
  return (
    <li>
      <p>{text}</p>
      {isForce(section) && note.origin === 'written' && (
        <p>
          <StatusWord tone="neutral" look="plain">
            {note.strength === null ? say('unjudged') : say('strengthOf', { strength: note.strength })}
          </StatusWord>
        </p>
      )}
      <p className={classes.quiet}>
        {note.origin === 'proposed'
          ? say('proposed')
          : say('written', { by: personText(note.by ?? '', language), at: note.at ? formatDate(note.at.slice(0, 10), { language }) : '' })}
        {note.reason && `; ${say('because', { reason: note.reason })}`}
        {note.origin === 'written' && note.source && `; ${say('source', { source: sources(note).whole })}`}
      </p>
      {note.evidence.length > 0 && (
        <p className={classes.quiet}>
          {say('standsOn')}:{' '}
          {note.evidence.map((record, at) => (
            <span key={record.id}>
              {at > 0 && '; '}
              <PageLink to={`/market/evidence/${record.id}`}>
                {note.origin === 'proposed' ? sources(record).whole : claims(record).claim}
              </PageLink>{' '}
              <TagMark tag={record.tag} />
            </span>
          ))}
        </p>
      )}
      {onWrite && (
        <div className={classes.tools}>
          <Button
            size="xs"
            variant="subtle"
            aria-label={`${say('rewrite')}: ${text}`}
            onClick={() => onWrite({ ...place, withdraws: false }, text)}
          >
            {say('rewrite')}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            aria-label={`${say('withdraw')}: ${text}`}
            onClick={() => onWrite({ ...place, withdraws: true }, text)}
          >
            {say('withdraw')}
          </Button>
        </div>
      )}
    </li>
  );
}
