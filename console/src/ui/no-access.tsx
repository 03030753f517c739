import { Empty } from './parts.tsx';

/** In place of what no token of this tab may see. */
export function NoAccess({ owner }: { owner: string }) {
  return (
    <div class="card">
      <Empty title={`No token for ${owner}`}>
        <p>
          Add a token of {owner}, or one with the role <code>backend</code>. “Add a token” is beside the list of screens.
        </p>
      </Empty>
    </div>
  );
}
