// A field of a form: its label, a hint, and what the service refused of it, told where it was typed.
import { type ReactNode, type RefObject, useEffect, useId } from 'react'
import { SandhiProblem } from '../../client/client.ts'
import './field.css'

/** What the service said of one place of what was sent: `/login`, `/title/en`. */
export function faultAt(error: unknown, pointer: string): string | undefined {
  if (!(error instanceof SandhiProblem)) return undefined
  const faults = (error.errors ?? []).filter((one) => `${one.pointer}/`.startsWith(`${pointer}/`))
  return faults.length === 0 ? undefined : faults.map(({ detail }) => detail).join(' ')
}

/** Moves the focus to the first field that was refused. */
export function useFocusOnFault(form: RefObject<HTMLElement | null>, error: unknown): void {
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [form, error])
}

export interface FieldParts {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

export function Field({
  label,
  hint,
  fault,
  children,
}: {
  label: string
  hint?: string | undefined
  fault?: string | undefined
  children: (parts: FieldParts) => ReactNode
}) {
  const id = useId()
  const said = [hint !== undefined && `${id}-hint`, fault !== undefined && `${id}-fault`].filter(Boolean)
  return (
    <div className="fieldset">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': said.length > 0 ? said.join(' ') : undefined,
        'aria-invalid': fault === undefined ? undefined : true,
      })}
      {hint !== undefined && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault !== undefined && (
        <span className="fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </div>
  )
}

/** Several choices under one question. */
export function Choices({
  legend,
  hint,
  fault,
  children,
}: {
  legend: string
  hint?: string | undefined
  fault?: string | undefined
  children: ReactNode
}) {
  return (
    <fieldset className="fieldset choices">
      <legend>{legend}</legend>
      {hint !== undefined && <span className="hint">{hint}</span>}
      {children}
      {fault !== undefined && <span className="fault">{fault}</span>}
    </fieldset>
  )
}

export function Choice({
  type,
  name,
  label,
  explained,
  lang,
  checked,
  disabled = false,
  choose,
}: {
  type: 'checkbox' | 'radio'
  name: string
  label: ReactNode
  explained?: ReactNode
  lang?: string
  checked: boolean
  disabled?: boolean
  choose: (checked: boolean) => void
}) {
  const id = useId()
  return (
    <div className="choice">
      <input
        type={type}
        id={id}
        name={name}
        checked={checked}
        disabled={disabled}
        aria-describedby={explained === undefined ? undefined : `${id}-more`}
        onChange={(event) => choose(event.currentTarget.checked)}
      />
      <label htmlFor={id} lang={lang}>
        {label}
      </label>
      {explained !== undefined && (
        <span className="hint" id={`${id}-more`}>
          {explained}
        </span>
      )}
    </div>
  )
}
