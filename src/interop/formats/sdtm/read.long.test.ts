// The SDTM reader on an invented folder: what it takes, what it refuses, and that nothing makes it fall over.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSdtm } from './read.ts';
import { sdtmFiles, sdtmSampleTexts } from './sample.ts';
import type { SdtmTrial } from './trial.ts';

type Texts = Record<string, string>;

function changed(change: (texts: Texts) => void): Texts {
  const texts = { ...sdtmSampleTexts };
  change(texts);
  return texts;
}

function taken(texts: Readonly<Texts> = sdtmSampleTexts): SdtmTrial {
  const read = readSdtm(sdtmFiles(texts));
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.value;
}

function edit(file: string, from: string | RegExp, to: string): Texts {
  return changed((texts) => {
    const before = texts[file] ?? '';
    texts[file] = before.replace(from, to);
    expect(texts[file]).not.toBe(before);
  });
}

function withoutColumn(file: string, column: string): Texts {
  return changed((texts) => {
    const header = (texts[file] ?? '').slice(0, (texts[file] ?? '').indexOf('\n'));
    texts[file] = (texts[file] ?? '').replace(header, header.replace(new RegExp(`\\b${column}\\b`), `X${column}`));
  });
}

const first = (trial: SdtmTrial, usubjid: string) => trial.subjects.find((subject) => subject.usubjid.endsWith(usubjid));

describe('a sound folder', () => {
  it('[SDTM-01] gives sites, subjects, visits, dispositions and adverse events', () => {
    const trial = taken();
    expect(trial.studyId).toBe('NLX-301');
    expect(trial.sites).toEqual([{ number: '9' }, { number: '101' }]);
    expect(trial.present).toEqual(['DM', 'SV', 'DS', 'EX', 'AE']);
    expect(trial.subjects.map(({ treated }) => treated)).toEqual([true, false, true, true, true]);
    const subject = first(trial, '101-001');
    expect(subject?.visits.map(({ name, start }) => `${name} ${start}`)).toEqual([
      'SCREENING 2026-02-24',
      'BASELINE 2026-03-10',
      'WEEK 4 2026-04-13',
      'UNSCHEDULED 3.1 2026-04-20',
    ]);
    expect([subject?.consentedOn, subject?.screenedOn, subject?.firstDose, subject?.lastDose].map(String)).toEqual([
      '2026-02-20',
      '2026-02-20',
      '2026-03-10',
      '2026-06-02',
    ]);
    expect(first(trial, '101-003')?.dispositions[0]?.term).toBe('MOVED AWAY, "FAR"');
    expect(first(trial, '101-003')?.screenedOn?.toString()).toBe('2026-03-01');
    expect(String(first(trial, '9-001')?.diedOn)).toBe('2026-04-05');
    expect(trial.adverseEvents.map(({ severity, serious, causality }) => [severity, serious, causality])).toEqual([
      ['mild', false, 'not-related'],
      ['severe', true, 'possible'],
      ['moderate', false, 'probable'],
    ]);
  });

  it('[SDTM-02] keeps neither age nor sex nor race', () => {
    const text = JSON.stringify(taken());
    expect(text).not.toMatch(/SECRETRACE|"age"|"sex"|"race"/i);
  });

  it('[SDTM-03] an incomplete first dose is no date, the subject still counts as treated, and the cell is named', () => {
    const trial = taken();
    expect(first(trial, '9-002')).toMatchObject({ firstDose: null, treated: true, lastDose: null });
    expect(trial.warnings).toContainEqual({
      file: 'dm.csv',
      row: 6,
      column: 'RFXSTDTC',
      code: 'partial-date',
      message: 'Incomplete date, known to: month. It is left empty.',
    });
    expect(trial.warnings.map(({ code }) => code)).toContain('last-dose-open');
  });

  it('[SDTM-04] reads the same through BOM, CRLF, lower-case columns, semicolons, folders and blank lines', () => {
    const plain = taken();
    const variants: Texts[] = [
      Object.fromEntries(Object.entries(sdtmSampleTexts).map(([name, text]) => [name, `\ufeff${text.replaceAll('\n', '\r\n')}`])),
      Object.fromEntries(
        Object.entries(sdtmSampleTexts).map(([name, text]) => [
          name.toUpperCase(),
          text.replace(/^.*\n/, (header) => header.toLowerCase()),
        ]),
      ),
      Object.fromEntries(Object.entries(sdtmSampleTexts).map(([name, text]) => [`nlx/nlx-301_${name}`, text])),
      changed((texts) => {
        texts['ae.csv'] = (texts['ae.csv'] ?? '').replaceAll(',', ';');
        texts['ex.csv'] = (texts['ex.csv'] ?? '').replaceAll(',', '\t');
      }),
      changed((texts) => (texts['sv.csv'] = `\ufeff${(texts['sv.csv'] ?? '').replace('STUDYID', '"STUDYID"')}`)),
      { ...sdtmSampleTexts, 'suppdm.csv': 'anything', 'cm.csv': '"' },
    ];
    for (const texts of variants) {
      const { warnings: _, ...rest } = taken(texts);
      const { warnings: __, ...expected } = plain;
      expect(rest).toEqual(expected);
    }
  });

  it('[SDTM-05] without DS, EX and AE it is taken, each absence told', () => {
    const { 'dm.csv': dm = '', 'sv.csv': sv = '' } = sdtmSampleTexts;
    const trial = taken({ 'dm.csv': dm, 'sv.csv': sv });
    expect(trial.warnings.filter(({ code }) => code === 'file-missing').map(({ file }) => file)).toEqual(['ds.csv', 'ex.csv', 'ae.csv']);
    expect(trial.present).toEqual(['DM', 'SV']);
  });

  it('[SDTM-06] first dose comes from EX, then from the reference start, where DM does not tell it', () => {
    const fromExposure = taken(edit('dm.csv', '2026-03-10,2026-03-10,', '2026-03-09,,'));
    expect(first(fromExposure, '101-001')?.firstDose?.toString()).toBe('2026-03-10');
    const texts = withoutColumn('dm.csv', 'RFXSTDTC');
    delete texts['ex.csv'];
    const fromReference = taken(texts);
    expect(first(fromReference, '101-001')?.firstDose?.toString()).toBe('2026-03-10');
    expect(first(fromReference, '101-002')).toMatchObject({ firstDose: null, treated: false });
    expect(fromReference.warnings.map(({ code }) => code)).toContain('first-dose-from-reference-start');
  });

  it('[SDTM-06] a subject without an arm is told by its code or, in newer data, by the reason in ARMNRS', () => {
    expect(taken().subjects.map(({ armStatus }) => armStatus)).toEqual(['assigned', 'screen-failure', 'assigned', 'assigned', 'assigned']);
    const newer = changed((texts) => {
      const rows = (texts['dm.csv'] ?? '').replace('SCRNFAIL,Screen Failure,SCRNFAIL', ',,').split('\n');
      texts['dm.csv'] = rows
        .map((row, at) => (row === '' ? '' : `${row},${at === 0 ? 'ARMNRS' : at === 2 ? 'Screen Failure' : ''}`))
        .join('\n');
    });
    expect(first(taken(newer), '101-002')?.armStatus).toBe('screen-failure');
  });

  it('[SDTM-07] a repeated row is taken once, the same visit on another day twice, both are told', () => {
    const row = 'NLX-301,SV,NLX-301-101-002,1,SCREENING,-14,2026-02-25,2026-02-25\n';
    const trial = taken(changed((texts) => (texts['sv.csv'] += row + row.replaceAll('02-25', '02-26'))));
    expect(first(trial, '101-002')?.visits).toHaveLength(2);
    expect(trial.warnings.filter(({ file }) => file === 'sv.csv').map(({ row: at, code }) => [at, code])).toEqual([
      [12, 'duplicate-row'],
      [13, 'duplicate-visit'],
    ]);
  });

  it('[SDTM-07] warnings are bounded and say how many more there are', () => {
    const rows = Array.from({ length: 300 }, (_, at) => `NLX-301,AE,NLX-301-101-001,${at + 10},PAIN,Pain,MILD,N,NONE,,--03-10,\n`).join('');
    const partial = taken(changed((texts) => (texts['ae.csv'] += rows))).warnings.filter(
      ({ file, code }) => file === 'ae.csv' && code === 'partial-date',
    );
    expect(partial).toHaveLength(201);
    expect(partial.at(-1)?.message).toBe('And 100 more rows like these.');
  });
});

describe('a folder with faults', () => {
  const unclosed = 'NLX-301,SV,NLX-301-101-001,9,"WEEK SECRET,1,2026-01-01,\n';
  const cases: readonly (readonly [string, Texts, object])[] = [
    ['no DM', changed((texts) => delete texts['dm.csv']), { refusal: 'missing-file', detail: { file: 'dm.csv' } }],
    ['no SV', changed((texts) => delete texts['sv.csv']), { refusal: 'missing-file', detail: { file: 'sv.csv' } }],
    [
      'two DM',
      changed((texts) => (texts['x/DM.csv'] = texts['dm.csv'] ?? '')),
      { refusal: 'duplicate-file', detail: { file: 'x/DM.csv' } },
    ],
    ['an empty file', changed((texts) => (texts['sv.csv'] = '\ufeff\r\n')), { refusal: 'empty-file', detail: { file: 'sv.csv' } }],
    ['an empty optional file', changed((texts) => (texts['ae.csv'] = '')), { refusal: 'empty-file', detail: { file: 'ae.csv' } }],
    ['a DM without subjects', edit('dm.csv', /\n[^]*/, '\n'), { refusal: 'empty-file', detail: { file: 'dm.csv' } }],
    ['no SITEID', withoutColumn('dm.csv', 'SITEID'), { refusal: 'missing-column', detail: { file: 'dm.csv', column: 'SITEID', row: 1 } }],
    ['no SVSTDTC', withoutColumn('sv.csv', 'SVSTDTC'), { refusal: 'missing-column', detail: { file: 'sv.csv', column: 'SVSTDTC' } }],
    ['no AETERM', withoutColumn('ae.csv', 'AETERM'), { refusal: 'missing-column', detail: { file: 'ae.csv', column: 'AETERM' } }],
    ['a column twice', edit('sv.csv', 'VISITDY', 'visit'), { refusal: 'duplicate-column', detail: { file: 'sv.csv', column: 'VISIT' } }],
    [
      'a subject twice',
      edit('dm.csv', 'NLX-301-101-003,', 'NLX-301-101-001,'),
      { refusal: 'duplicate-subject', detail: { row: 4, column: 'USUBJID' } },
    ],
    [
      'a row without site',
      edit('dm.csv', ',101,54', ',,54'),
      { refusal: 'missing-value', detail: { file: 'dm.csv', row: 2, column: 'SITEID' } },
    ],
    [
      'a stranger visiting',
      edit('sv.csv', 'NLX-301-101-002', 'NLX-301-101-777'),
      { refusal: 'unknown-subject', detail: { file: 'sv.csv', row: 6 } },
    ],
    [
      'another study',
      edit('ds.csv', 'NLX-301,DS,NLX-301-9', 'OTHER,DS,NLX-301-9'),
      { refusal: 'several-studies', detail: { file: 'ds.csv', row: 6 } },
    ],
    ['another dataset', edit('ex.csv', 'NLX-301,EX', 'NLX-301,CM'), { refusal: 'wrong-domain', detail: { file: 'ex.csv', row: 2 } }],
    [
      'a short row',
      edit('sv.csv', ',2026-04-13,2026-04-13', ',2026-04-13'),
      { refusal: 'wrong-column-count', detail: { file: 'sv.csv', row: 4 } },
    ],
    ['an open quote', changed((texts) => (texts['sv.csv'] += unclosed)), { refusal: 'malformed-csv', detail: { file: 'sv.csv', row: 12 } }],
    ['a NUL', edit('ae.csv', 'RASH', 'RA\0SH'), { refusal: 'not-text', detail: { file: 'ae.csv' } }],
  ];

  it.each(cases)('[SDTM-08] %s is refused by name and place', (_, texts, expected) => {
    const read = readSdtm(sdtmFiles(texts));
    expect(read).toMatchObject({ ok: false, ...expected });
    expect(JSON.stringify(read)).not.toMatch(/SECRET/);
  });

  it('[SDTM-08] text that is not UTF-8 is refused with its line', () => {
    const files = sdtmFiles().map((file) => ({ ...file, bytes: Uint8Array.from(file.bytes) }));
    const sv = files.find(({ name }) => name === 'sv.csv');
    sv?.bytes.fill(0xe9, sv.bytes.indexOf(10) + 5, sv.bytes.indexOf(10) + 6);
    expect(readSdtm(files)).toMatchObject({ refusal: 'not-utf8', detail: { file: 'sv.csv', row: 2 } });
  });

  it('[SDTM-09] a file above 200 MB is refused unread', () => {
    const files = [...sdtmFiles().filter(({ name }) => name !== 'sv.csv'), { name: 'sv.csv', bytes: new Uint8Array(200 * 1_048_576 + 1) }];
    expect(readSdtm(files)).toMatchObject({ refusal: 'file-too-large', detail: { file: 'sv.csv' } });
  });

  it('[SDTM-08] all faults are told at once, and the number of those left out', () => {
    const strangers = Array.from({ length: 150 }, (_, at) => `NLX-301,SV,X-${at},1,SCREENING,-14,2026-02-25,\n`).join('');
    const read = readSdtm(sdtmFiles(changed((texts) => (texts['sv.csv'] += strangers))));
    expect(read.ok || (read.detail.faults as unknown[]).length).toBe(100);
    expect(read).toMatchObject({ detail: { faultCount: 150, row: 12 } });
  });

  it('[SDTM-08] a stranger in AE or DS is left out and named', () => {
    const trial = taken(edit('ae.csv', 'NLX-301-9-001', 'NLX-301-9-777'));
    expect(trial.adverseEvents).toHaveLength(2);
    expect(trial.warnings).toContainEqual(expect.objectContaining({ file: 'ae.csv', row: 3, code: 'unknown-subject' }));
  });
});

describe('bytes out of order', () => {
  it('[SDTM-10] 2,000 damaged folders are taken or refused by name, never thrown at', () => {
    const sound = sdtmFiles();
    const damage = fc.record({
      file: fc.nat(sound.length - 1),
      edits: fc.array(
        fc.record({
          at: fc.nat(3_000),
          byte: fc.oneof(fc.nat(255), fc.constantFrom(34, 44, 10, 13, 0, 239)),
          kind: fc.constantFrom('set', 'insert', 'cut'),
        }),
        { minLength: 1, maxLength: 6 },
      ),
    });
    fc.assert(
      fc.property(damage, ({ file, edits }) => {
        let bytes = [...(sound[file]?.bytes ?? [])];
        for (const { at, byte, kind } of edits) {
          const place = at % (bytes.length + 1);
          if (kind === 'cut') bytes = bytes.slice(0, place);
          else bytes.splice(place, kind === 'set' ? 1 : 0, byte);
        }
        const read = readSdtm(sound.map((one, index) => (index === file ? { ...one, bytes: Uint8Array.from(bytes) } : one)));
        if (read.ok) expect(read.value.subjects.length).toBeGreaterThan(0);
        else expect(read.detail).toMatchObject({ file: expect.stringMatching(/\.csv$/), message: expect.any(String) });
      }),
      { numRuns: 2_000 },
    );
  });
});
