import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { sentence } from '../api/problem.ts';
import { icons } from './icons.tsx';

export function PageHead({ title, children, actions }: { title: string; children: ComponentChildren; actions?: ComponentChildren }) {
  return (
    <header class="page-head">
      <div>
        <h1>{title}</h1>
        <p>{children}</p>
      </div>
      {actions && <div class="row">{actions}</div>}
    </header>
  );
}

export function Switch(props: { label: string; on: boolean; danger?: boolean; disabled?: boolean; onToggle: (on: boolean) => void }) {
  return (
    <button
      type="button"
      role="switch"
      class={`switch ${props.danger ? 'danger' : ''}`}
      aria-checked={props.on}
      disabled={props.disabled}
      onClick={() => props.onToggle(!props.on)}
    >
      <span>{props.label}</span>
      <span class="track" />
    </button>
  );
}

export function Segments<T extends string>(props: { label: string; options: Record<T, string>; chosen: T; onChoose: (option: T) => void }) {
  return (
    <div class="segments" role="group" aria-label={props.label}>
      {(Object.keys(props.options) as T[]).map((option) => (
        <button type="button" key={option} aria-pressed={option === props.chosen} onClick={() => props.onChoose(option)}>
          {props.options[option]}
        </button>
      ))}
    </div>
  );
}

export function Failure({ failure, onRetry, onClose }: { failure: unknown; onRetry?: () => void; onClose?: () => void }) {
  return (
    <div class="note bad" role="alert">
      <span>{sentence(failure)}</span>
      {onRetry && (
        <button type="button" class="button small" onClick={onRetry}>
          Try again
        </button>
      )}
      {onClose && (
        <button type="button" class="button small quiet icon" onClick={onClose} aria-label="Close" title="Close">
          {icons.cross}
        </button>
      )}
    </div>
  );
}

export function Loading({ lines = 3 }: { lines?: number }) {
  return (
    <div class="stack" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, line) => (
        <div class="skeleton" key={line} />
      ))}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

export function Code({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <div class="code">
      <pre>
        <code>{text}</code>
      </pre>
      <button type="button" class="button small icon copy" onClick={copy} aria-label={copied ? 'Copied' : `Copy ${label}`}>
        {copied ? icons.check : icons.copy}
      </button>
    </div>
  );
}
