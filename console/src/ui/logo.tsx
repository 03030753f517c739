export function Logo() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#2557d6" />
      <g fill="none" stroke="#fff" stroke-width="2.4">
        <path d="M12.5 16h7" />
        <circle cx="9" cy="16" r="4" />
        <circle cx="23" cy="16" r="4" />
      </g>
    </svg>
  );
}
