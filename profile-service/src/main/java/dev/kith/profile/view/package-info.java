/**
 * Views of owners for the caller, computed from the state stores of this node, and the responses
 * made from them.
 *
 * <p>Start at {@link dev.kith.profile.view.StoredProfiles} and {@link
 * dev.kith.profile.view.ViewResponse}. The rules themselves are in {@link
 * dev.kith.domain.PrivacyRules}.
 */
@NullMarked
package dev.kith.profile.view;

import org.jspecify.annotations.NullMarked;
