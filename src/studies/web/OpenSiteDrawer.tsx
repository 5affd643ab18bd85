// Opening a study at a site: which site, under which number, towards which target, from which day.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField, DrawerForm, notify, NumberField, TextField } from '#ui';
import { sitesApi, studiesApi, type StudyDetail } from './queries.ts';
import { useStudiesWords } from './words.ts';

const blank = { siteId: '', number: '', target: '', selectedOn: '', openedOn: '' };

/** The drawer; what was typed stays until it is saved. */
export function OpenSiteDrawer({
  study,
  opened,
  onClose,
}: {
  readonly study: StudyDetail;
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const say = useStudiesWords();
  const requests = useQueryClient();
  const [typed, setTyped] = useState(blank);
  const [tried, setTried] = useState(false);
  const sites = useQuery({ ...sitesApi.sites.queryOptions({ input: {} }), enabled: opened });
  const taken = new Set(study.studySites.map((each) => each.site.id));
  const free = (sites.data ?? []).filter((site) => !taken.has(site.id));
  const open = useMutation(
    studiesApi.openStudyAtSite.mutationOptions({
      networkMode: 'always',
      onSuccess: (made) => {
        notify({ tone: 'good', text: say('site.openedNotice', { study: study.code, site: made.site.name, number: made.number }) });
        setTyped(blank);
        setTried(false);
        onClose();
        return requests.invalidateQueries();
      },
    }),
  );
  const set = (key: keyof typeof blank) => (value: string) => setTyped({ ...typed, [key]: value });
  const isTargetBad = typed.target !== '' && !/^\d{1,6}$/.test(typed.target);
  const submit = () => {
    setTried(true);
    if (!typed.siteId || !typed.number.trim() || isTargetBad) return;
    open.mutate({
      params: { studyId: study.id },
      body: {
        siteId: typed.siteId,
        number: typed.number.trim(),
        targetEnrolment: typed.target === '' ? null : Number(typed.target),
        ...(typed.selectedOn ? { selectedOn: typed.selectedOn } : {}),
        openedOn: typed.openedOn || null,
      },
    });
  };
  return (
    <DrawerForm
      title={say('site.drawer', { study: study.code })}
      opened={opened}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say('site.open')}
      pending={open.isPending}
      error={open.error ?? sites.error}
      dirty={typed !== blank}
    >
      <ChoiceField
        label={say('site.site')}
        value={typed.siteId}
        onChange={set('siteId')}
        required
        choices={[
          { value: '', label: say('site.choose') },
          ...free.map((site) => ({
            value: site.id,
            label: site.city && site.city !== site.name ? `${site.name}, ${site.city}` : site.name,
          })),
        ]}
        error={tried && !typed.siteId ? say('site.needSite') : undefined}
        {...(sites.data && free.length === 0 ? { hint: say('site.allOpen') } : {})}
      />
      <TextField
        label={say('site.number')}
        value={typed.number}
        onChange={set('number')}
        hint={say('site.numberHint')}
        required
        error={tried && !typed.number.trim() ? say('site.needNumber') : undefined}
      />
      <NumberField
        label={say('site.targetLabel')}
        unit={say('site.subjects')}
        value={typed.target}
        onChange={set('target')}
        error={isTargetBad ? say('site.badTarget') : undefined}
      />
      <TextField
        label={say('site.selectedLabel')}
        kind="date"
        value={typed.selectedOn}
        onChange={set('selectedOn')}
        hint={say('site.selectedHint')}
      />
      <TextField
        label={say('site.openedLabel')}
        kind="date"
        value={typed.openedOn}
        onChange={set('openedOn')}
        hint={say('site.openedHint')}
      />
    </DrawerForm>
  );
}
