/**
 * Profiles and privacy rules over HTTP.
 *
 * <p>Invariant: nothing visible and nothing there are answered alike, in status, headers and body.
 */
@NullMarked
package dev.kith.profile.rest;

import org.jspecify.annotations.NullMarked;
