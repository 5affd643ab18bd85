// Criteria read as sentences, whatever markup their file carries.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text.ts';

describe('the text of a criterion', () => {
  it('turns paragraphs and lists into lines', () => {
    expect(plainText('<p>Age &ge; 50:</p>\n<ol type="a"><li><p>first</p></li><li>second &amp; last</li></ol>')).toBe(
      'Age ≥ 50:\n• first\n• second & last',
    );
  });
  it('keeps text that only looks like markup', () => {
    expect(plainText('ALT < 3 x ULN and > 2; score <4')).toBe('ALT < 3 x ULN and > 2; score <4');
  });
  it('decodes once, so that written markup stays text', () => {
    expect(plainText('&amp;lt;b&amp;gt; &lt;i&gt; &#8804; &unknown;')).toBe('&lt;b&gt; <i> ≤ &unknown;');
  });
  it('takes any text', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof plainText(text) === 'string'));
  });
});
