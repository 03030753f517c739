import type { Phone } from './phone.ts';

const CITIES = ['Oslo', 'Bergen'];

/** Creates the profiles that are missing, and lets the users of both phones follow each other. */
export async function createMissing(phones: [Phone, Phone], missing: Phone[]) {
  for (const phone of missing) {
    const name = phone.address.charAt(0).toLocaleUpperCase() + phone.address.slice(1);
    await phone.kith.me.replace({ name, status: 'out', attributes: { city: CITIES[phones.indexOf(phone)]! } });
  }
  const [one, other] = phones;
  await one.kith.contacts.update(other.address, { contact: true, subscribed: true });
  await other.kith.contacts.update(one.address, { contact: true, subscribed: true });
  await Promise.all(phones.map((phone) => phone.reload()));
}
