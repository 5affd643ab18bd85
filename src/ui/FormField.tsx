// Fields of a form, all alike: label above, unit inside, the error beside the field in words.
import { Checkbox, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core';
import type { HTMLInputAutoCompleteAttribute } from 'react';
import classes from './FormField.module.css';

/** What every field says about itself. */
export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong, in words. */
  readonly error?: string | undefined;
  /** One quiet line that helps to fill it in. */
  readonly hint?: string;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly name?: string;
}

const shared = ({ label, value, error, hint, required, disabled, name }: FieldProps) => ({
  label,
  value,
  error,
  description: hint,
  required: required ?? false,
  disabled: disabled ?? false,
  name,
  className: classes.field,
});

export interface TextFieldProps extends FieldProps {
  readonly unit?: string;
  readonly kind?: 'text' | 'email' | 'date' | 'time' | 'search' | 'tel';
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly autoFocus?: boolean;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search';
}

/** One line of text; `kind: 'date'` carries `YYYY-MM-DD`. */
export function TextField(props: TextFieldProps) {
  const { unit, kind = 'text', autoComplete = 'off', autoFocus = false, inputMode } = props;
  return (
    <TextInput
      {...shared(props)}
      type={kind}
      autoComplete={autoComplete}
      data-autofocus={autoFocus || undefined}
      autoFocus={autoFocus}
      inputMode={inputMode}
      rightSection={unit ? <span className={classes.unit}>{unit}</span> : undefined}
      rightSectionWidth={unit ? 24 + unit.length * 8 : undefined}
      rightSectionPointerEvents="none"
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

/** A number as typed text, so that nothing is rounded on the way; the unit stands inside the field. */
export function NumberField(props: Omit<TextFieldProps, 'kind' | 'inputMode'>) {
  return (
    <div className={classes.number}>
      <TextField {...props} inputMode="decimal" />
    </div>
  );
}

/** A secret; never filled in by us. */
export function SecretField(props: FieldProps & { readonly autoComplete?: HTMLInputAutoCompleteAttribute }) {
  return (
    <PasswordInput
      {...shared(props)}
      autoComplete={props.autoComplete ?? 'off'}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

/** Several lines of text. */
export function LongTextField(props: FieldProps & { readonly rows?: number }) {
  return <Textarea {...shared(props)} rows={props.rows ?? 3} onChange={(event) => props.onChange(event.currentTarget.value)} />;
}

export interface ChoiceFieldProps extends FieldProps {
  readonly choices: readonly { readonly value: string; readonly label: string; readonly disabled?: boolean }[];
}

/** One of a few; the browser's own list, quick on a phone and with the keyboard. */
export function ChoiceField(props: ChoiceFieldProps) {
  return <NativeSelect {...shared(props)} data={[...props.choices]} onChange={(event) => props.onChange(event.currentTarget.value)} />;
}

export interface TickFieldProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly error?: string | undefined;
  readonly hint?: string;
  readonly disabled?: boolean;
}

/** Yes or no. */
export function TickField({ label, checked, onChange, error, hint, disabled = false }: TickFieldProps) {
  return (
    <Checkbox
      label={label}
      checked={checked}
      error={error}
      description={hint}
      disabled={disabled}
      className={classes.field}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
