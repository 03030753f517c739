import { useEffect, useMemo } from 'preact/hooks';
import type { Access } from '../access/keyring.ts';
import { OwnerScreen } from '../ui/owner-screen.tsx';
import { BookList } from './book-list.tsx';
import { Frames } from './frames.tsx';
import { LiveBook } from './live-book.ts';
import { ResumePanel } from './resume-panel.tsx';

/** One user's address book, live, with a connection that can be cut. */
export function BookScreen() {
  return (
    <OwnerScreen
      title="Address book"
      label="Address book of"
      lead="The profiles that a user follows, as that user may see them now. Cut the connection to see what a phone gets when it is back."
    >
      {(access) => <Live access={access} />}
    </OwnerScreen>
  );
}

function Live({ access }: { access: Access }) {
  const book = useMemo(() => new LiveBook(access), []);
  useEffect(() => () => book.close(), [book]);
  return (
    <div class="book-screen">
      <BookList book={book} />
      <div class="stack">
        <ResumePanel book={book} />
        <Frames book={book} />
      </div>
    </div>
  );
}
