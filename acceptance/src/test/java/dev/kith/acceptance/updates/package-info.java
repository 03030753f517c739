/**
 * Tests of sessions and address books: which updates a subscriber receives, and how a session
 * resumes.
 */
@NullMarked
package dev.kith.acceptance.updates;

import org.jspecify.annotations.NullMarked;
