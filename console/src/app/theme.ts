import { signal } from '@preact/signals';

export type Theme = 'system' | 'light' | 'dark';

const STORED = 'kith.theme';
const ORDER: Theme[] = ['system', 'light', 'dark'];

export const theme = signal<Theme>(ORDER.find((known) => known === localStorage.getItem(STORED)) ?? 'system');

export function nextTheme() {
  theme.value = ORDER[(ORDER.indexOf(theme.value) + 1) % ORDER.length]!;
  localStorage.setItem(STORED, theme.value);
  showTheme();
}

export function showTheme() {
  if (theme.value === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme.value;
  }
}
