// Which dataset a file is, and when a choice of files cannot be sent.
import { describe, expect, it } from 'vitest';
import { domainOf, faultOfFiles, lineCount } from './chosen-files.ts';

const file = (name: string, text = 'A,B\n1,2\n') => ({ name, text });

describe('files of an SDTM import', () => {
  it('knows a dataset by its name, alone or at the end of a longer one', () => {
    expect(['dm.csv', 'DM.CSV', 'abc-301_dm.csv', 'suppdm.csv', 'dm.xpt', 'sv.csv'].map(domainOf)).toEqual([
      'DM',
      'DM',
      'DM',
      null,
      null,
      'SV',
    ]);
  });

  it('counts lines that hold something, whatever their ends', () => {
    expect(lineCount('A,B\r\n1,2\r\n\r\n3,4')).toBe(3);
  });

  it('asks for participants and visits, refuses two of a name and what is no text', () => {
    expect(faultOfFiles([file('dm.csv'), file('sv.csv'), file('notes.txt')])).toBeUndefined();
    expect(faultOfFiles([file('sv.csv')])).toBe('DM');
    expect(faultOfFiles([file('dm.csv'), file('ae.csv')])).toBe('SV');
    expect(faultOfFiles([file('dm.csv'), file('DM.csv'), file('sv.csv')])).toBe('twice');
    expect(faultOfFiles([file('dm.csv', 'A\0B'), file('sv.csv')])).toBe('unreadable');
    expect(faultOfFiles(Array.from({ length: 101 }, (_, at) => file(`${at}.csv`)))).toBe('tooMany');
  });
});
