// The Mantine theme: type sizes, spacing, one accent, and quiet defaults for every control.
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { dark, light, paletteVariables } from './tokens.ts';

const accent: MantineColorsTuple = [
  '#eef3fe',
  '#dbe5fb',
  '#b9ccf6',
  '#93b4ff',
  '#6a90f2',
  '#4a74e4',
  '#3d68dd',
  '#2f5bd3',
  '#2449b0',
  '#1b3888',
];

/** Mantine's own dark greys, brought to the hue of our dark surfaces. */
const night: MantineColorsTuple = [
  '#e4e8ee',
  '#b6bfca',
  '#9aa4b2',
  '#6d7683',
  '#2a3039',
  '#232932',
  '#1a1e24',
  '#14171c',
  '#0f1115',
  '#0b0d10',
];

export const fontFamily =
  "'Inter Variable', Inter, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

const field = { defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'], size: 'sm' } };

export const theme = createTheme({
  fontFamily,
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  colors: { accent, dark: night },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 6,
  cursorType: 'pointer',
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.35' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
      h4: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    InputWrapper: {
      styles: {
        label: { fontWeight: 600, fontSize: 13, marginBottom: 4 },
        error: { fontSize: 13, marginTop: 4 },
        description: { fontSize: 12, marginBottom: 4 },
      },
    },
    TextInput: field,
    PasswordInput: field,
    NativeSelect: field,
    Textarea: field,
    Drawer: { defaultProps: { position: 'right', size: 480, lockScroll: false, transitionProps: { duration: 120 } } },
  },
});

/** Our tokens, and Mantine's own names pointed at them, so that both always agree. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...paletteVariables(light), ...mantineNames },
  dark: { ...paletteVariables(dark), ...mantineNames },
});

const mantineNames: Record<string, string> = {
  '--mantine-color-body': 'var(--sw-canvas)',
  '--mantine-color-text': 'var(--sw-text)',
  '--mantine-color-dimmed': 'var(--sw-dim)',
  '--mantine-color-placeholder': 'var(--sw-dim)',
  '--mantine-color-anchor': 'var(--sw-accent)',
  '--mantine-color-disabled': 'var(--sw-neutral-tint)',
  '--mantine-color-disabled-color': 'var(--sw-dim)',
  '--mantine-color-error': 'var(--sw-blocked)',
  '--mantine-color-default': 'var(--sw-raised)',
  '--mantine-color-default-color': 'var(--sw-text)',
  '--mantine-color-default-hover': 'var(--sw-hover)',
  '--mantine-color-default-border': 'var(--sw-border)',
  '--mantine-color-accent-filled': 'var(--sw-accent-fill)',
  '--mantine-color-accent-filled-hover': 'var(--sw-accent-hover)',
  '--mantine-color-accent-light-color': 'var(--sw-accent)',
};
