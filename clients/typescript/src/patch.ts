import type { Profile, ProfilePatch } from './model.js';

/** A profile after a merge patch. */
export function merged(profile: Profile, patch: ProfilePatch): Profile {
  const result: Record<string, unknown> = { ...profile };
  for (const [key, value] of Object.entries(patch)) {
    result[key] = key === 'attributes' && value ? withoutNulls({ ...profile.attributes, ...(value as object) }) : value;
  }
  return withoutNulls(result) as Profile;
}

const withoutNulls = (object: object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value != null));
