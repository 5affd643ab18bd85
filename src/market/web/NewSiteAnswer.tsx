// What a new site would need and bring: break-even with its interval, the catchment, the studies that fit, and how ours ramped up.
import { DataTable, EmptyState, formatNumber, KeyFacts, StatusWord, useLanguage, type Column, type Fact, type Say } from '#ui';
import type { NewSiteAnswer as Answer } from './held-queries.ts';
import { moneyText, percentText, usdText, useKeyNames, type NameOf } from './held-names.ts';
import classes from './held.module.css';
import { usd } from './names.ts';
import { CumulativePicture, RampUpPicture } from './NewSitePictures.tsx';
import { usePositionWords } from './position-words.ts';
import { Tagged } from './TagMark.tsx';
import { useMarketWords } from './words.ts';

export interface NewSiteAnswerProps {
  readonly answer: Answer;
  readonly horizonMonths: number;
  readonly catchmentShare: number;
}

/** The answer. */
export function NewSiteAnswer(props: NewSiteAnswerProps) {
  const { answer, horizonMonths, catchmentShare } = props;
  const [say, market, name, language] = [usePositionWords(), useMarketWords(), useKeyNames(), useLanguage()];
  const { history, outcome } = answer;
  const facts = [
    ...outcomeFacts(answer, horizonMonths, say, language),
    ...catchmentFacts(answer, catchmentShare, (value) => usd(value, market, language), say, language),
  ];
  return (
    <>
      <h2 className={classes.heading}>{say('newSite.answer')}</h2>
      <KeyFacts facts={facts} />
      {answer.warnings.map((warning) => (
        <p key={warning} className={classes.finding}>
          <StatusWord tone="attention" look="plain">
            {say(`newSite.warning.${warning}`)}
          </StatusWord>
        </p>
      ))}
      {outcome && <CumulativePicture cumulative={outcome.cumulative} />}
      <RampUpPicture history={history} />
      {history.medianStartUpDays !== null && (
        <p className={classes.quiet}>
          {say('newSite.history', {
            count: history.startUps,
            days: formatNumber(history.medianStartUpDays, 0, language),
            never: percentText(history.neverShare, language, 0),
          })}
        </p>
      )}
      <h2 className={classes.heading}>{say('newSite.fit')}</h2>
      <DataTable
        label={say('newSite.fit')}
        columns={studyColumns(say, name, language)}
        rows={answer.studiesThatFit}
        rowKey={({ studyId }) => studyId}
        rowTo={({ studyId }) => `/studies/${studyId}`}
        empty={
          <EmptyState title={say('newSite.fitNone')} icon="book">
            {say('newSite.fitNoneText')}
          </EmptyState>
        }
      />
    </>
  );
}

function outcomeFacts({ outcome, paths, tags }: Answer, horizon: number, say: Say, language: string): readonly Fact[] {
  if (!outcome) return [];
  const { q10, q50, q90 } = outcome.breakEvenMonth;
  const even = q50 === null ? say('newSite.notWithin', { horizon }) : say('newSite.month', { month: q50 });
  const note =
    q10 === null
      ? null
      : q90 === null
        ? say('newSite.betweenOpen', { low: q10, horizon })
        : say('newSite.between', { low: q10, high: q90 });
  return [
    { term: say('newSite.breakEven'), value: <Tagged value={even} tag={tags.outcome} />, ...(note === null ? {} : { note }) },
    {
      term: say('newSite.never'),
      value: <Tagged value={percentText(outcome.pNever, language, 0)} tag={tags.outcome} />,
      note: say('newSite.neverNote', { paths: formatNumber(paths, 0, language) }),
    },
    {
      term: say('newSite.yearly'),
      value: <Tagged value={usdText(outcome.yearlyRevenue, language)} tag={tags.outcome} />,
      ...(outcome.impliedShare === null ? {} : { note: say('newSite.yearlyNote', { share: percentText(outcome.impliedShare, language) }) }),
    },
  ];
}

function catchmentFacts(
  { catchment, tags }: Answer,
  catchmentShare: number,
  million: (value: number) => string,
  say: Say,
  language: string,
): readonly Fact[] {
  const { market, activity, activityYear } = catchment;
  const siteYears = activity?.reduce((sum, row) => sum + row.siteYears, 0) ?? null;
  return [
    market
      ? {
          term: say('newSite.catchment', { year: market.year }),
          value: <Tagged value={million(market.ofCatchment)} tag={tags.catchmentShare} />,
          note: say('newSite.catchmentNote', { share: percentText(catchmentShare, language), value: million(market.value) }),
        }
      : { term: say('newSite.catchment', { year: '' }).replace(/,\s*$/, ''), value: say('newSite.noMarket') },
    {
      term: say('newSite.activity'),
      value:
        siteYears === null ? (
          say('newSite.activityNone')
        ) : (
          <Tagged value={say('newSite.siteYears', { count: formatNumber(siteYears, 0, language), year: activityYear })} tag="counted" />
        ),
    },
  ];
}

function studyColumns(say: Say, name: NameOf, language: string): readonly Column<Answer['studiesThatFit'][number]>[] {
  return [
    { key: 'code', header: say('newSite.study'), cell: ({ code }) => code, sortBy: ({ code }) => code },
    { key: 'area', header: say('newSite.area'), cell: ({ area }) => name('area', area), width: '220px' },
    { key: 'sites', header: say('newSite.sites'), numeric: true, cell: ({ sites }) => sites, width: '90px' },
    {
      key: 'each',
      header: say('newSite.each'),
      numeric: true,
      cell: ({ perParticipant }) => (perParticipant ? moneyText(perParticipant.amountMinor, perParticipant.currency, language) : '–'),
      width: '180px',
    },
  ];
}
