import type { ExplainedProfile } from '../api/types.ts';
import { Avatar } from '../ui/avatar.tsx';
import { icons } from '../ui/icons.tsx';
import { fieldsOf, isAllowed, reason, seesNothing, valueOf, type Inspection, type Reason } from './inspection.ts';

/** Fields down, viewers across. */
export function ViewTable({ found, owner, viewers, shown }: { found: Inspection; owner: string; viewers: string[]; shown: number }) {
  return (
    <div class="card views" data-shown={shown} tabIndex={0} role="region" aria-label={`What the viewers see of ${owner}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">Field</span>
            </th>
            {viewers.map((viewer, index) => (
              <ViewerHead key={index} viewer={viewer} view={found.views[index]!} hasProfile={found.profiled?.includes(viewer) ?? true} />
            ))}
          </tr>
        </thead>
        <tbody>
          {fieldsOf(found.views[0]!).map((field) => (
            <tr key={field}>
              <th scope="row">{field.replace('attributes.', '')}</th>
              {viewers.map((viewer, index) => (
                <Cell
                  key={index}
                  view={found.views[index]!}
                  owner={owner}
                  field={field}
                  picture={found.picture}
                  reason={reason(found.rules, field, found.views[index]!.decidedBy[field] ?? 'no rule', viewer)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ViewerHead({ viewer, view, hasProfile }: { viewer: string; view: ExplainedProfile; hasProfile: boolean }) {
  const sees = seesNothing(view) ? 'gets 404: sees no profile' : 'sees the profile';
  return (
    <th scope="col">
      <div class="viewer-head">
        <Avatar address={viewer} />
        <div>
          <p>{viewer}</p>
          <p class="viewer-note">{hasProfile ? sees : `has no profile, ${sees}`}</p>
        </div>
      </div>
    </th>
  );
}

interface CellProps {
  view: ExplainedProfile;
  owner: string;
  field: string;
  /** URL of the owner's picture. */
  picture: string | undefined;
  reason: Reason;
}

function Cell({ view, owner, field, picture, reason }: CellProps) {
  const allowed = isAllowed(view.decidedBy[field] ?? 'no rule');
  return (
    <td>
      <p class={`seen ${allowed ? 'yes' : 'no'}`}>
        {allowed ? icons.check : icons.cross}
        <span>{allowed ? shownText(view, field) : field === 'discovery' ? 'no' : 'hidden'}</span>
      </p>
      {field === 'picture' && view.picture && picture && (
        <Avatar address={owner} size="large" picture={`${picture}?sha256=${view.picture.sha256}&size=256`} />
      )}
      {reason.sentence && <p class="because">{reason.sentence}</p>}
      <ol class="chain">
        {reason.rules.map(({ text, part }) => (
          <li key={text} data-part={part}>
            <code>{text}</code>
            <span>{part}</span>
          </li>
        ))}
      </ol>
    </td>
  );
}

function shownText(view: ExplainedProfile, field: string): string {
  return field === 'discovery' ? 'yes' : (valueOf(view, field) ?? 'visible, not set');
}
