// The door of the design system: everything pages may use, without a domain word.
export { AccountMenu, type AccountMenuProps } from './AccountMenu.tsx';
export { createApi, type ApiClient, type ApiOptions, type CallContext } from './api.ts';
export { AppShell, type AppShellProps, type NavEntry } from './AppShell.tsx';
export { ArrivalProvider, useAnnounce, usePageTitle } from './arrival.tsx';
export { Button, type ButtonProps } from './Button.tsx';
export type { ChartKey, ChartProps, Drawing } from './Chart.tsx';
export { Chart, ShadedMap, WorldMap } from './pictures.ts';
export type { ShadedPlace } from './ShadedMap.tsx';
export type { MapPlace } from './WorldMap.tsx';
export { ConfirmPreview, type Change, type ConfirmPreviewProps } from './ConfirmPreview.tsx';
export { DataTable, type Column, type DataTableProps } from './DataTable.tsx';
export type { SortState } from './row-order.ts';
export type { Amount, CellValue } from './cell-value.ts';
export { DateText, DayWindow, InstantText } from './DateText.tsx';
export { DrawerForm, type DrawerFormProps } from './DrawerForm.tsx';
export { ReadingDrawer, type ReadingDrawerProps } from './ReadingDrawer.tsx';
export { EmailText } from './EmailText.tsx';
export { EmptyState, type EmptyStateProps } from './EmptyState.tsx';
export { FileField, type FileFieldProps } from './FileField.tsx';
export { Figure, type FigureProps, type FigureTable } from './Figure.tsx';
export { formatDate, formatDateRange, formatInstant, formatMinor, formatNumber, formatZone, plainMinor } from './format.ts';
export { ChoiceField, LongTextField, NumberField, SecretField, TextField, TickField, type FieldProps } from './FormField.tsx';
export { Icon, type IconName } from './Icon.tsx';
export { KeyFacts, type Fact } from './KeyFacts.tsx';
export { MoneyText } from './MoneyText.tsx';
export { toFirstFault } from './kept-focus.ts';
export { notify, type Notice } from './notices.tsx';
export { PageLink, splitAddress, useGo, usePageParams, usePageSearch } from './navigation.tsx';
export { lazyPage, type NavPlace, type RoomPage } from './page.ts';
export { lazyPart, preloadParts, type LazyPart } from './part.tsx';
export { PageHeader, type Crumb, type PageHeaderProps } from './PageHeader.tsx';
export { currentOf, faultAt, isOffline, readProblem, statusOf, type Fault, type ProblemView } from './read-problem.ts';
export { Problem } from './Problem.tsx';
export { answerProof, needProof, useProofNeeded } from './proof.ts';
export { ProgressBar } from './ProgressBar.tsx';
export { refusalInWords } from './refusal-words.ts';
export { ScheduleGrid, type GridColumn, type GridMark, type GridRow } from './ScheduleGrid.tsx';
export { ScrollRegion } from './ScrollRegion.tsx';
export { ViewStoreContext, type NewView, type SavedView, type ViewStore } from './saved-views.ts';
export { SectionTabs, type Section } from './SectionTabs.tsx';
export { sendFile, type SentFile } from './send-file.ts';
export { SessionContext, useMay, useSession, type Session } from './session.ts';
export { ShowMore, type ShowMoreProps } from './ShowMore.tsx';
export { StatusWord } from './StatusWord.tsx';
export { SwimLane, type Lane, type LaneBar, type LaneMark } from './SwimLane.tsx';
export type { Tone } from './tokens.ts';
export { createRequests, UiProvider } from './UiProvider.tsx';
export { useOverdue, Waiting } from './Waiting.tsx';
export { wholeTicks } from './whole-ticks.ts';
export {
  currentLanguage,
  registerWords,
  setLanguage,
  useLanguage,
  useWords,
  wordsOf,
  type Languages,
  type Say,
  type Words,
} from './words.ts';
export { isTyping } from './is-typing.ts';
export { useSettled } from './use-settled.ts';
export { zoneHere } from './zone-here.ts';
