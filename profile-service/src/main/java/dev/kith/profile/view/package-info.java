/**
 * What a viewer sees of an owner, read from the stores of this node, and the response made of it.
 *
 * <p>Start at {@link dev.kith.profile.view.StoredProfiles} and {@link
 * dev.kith.profile.view.ViewResponse}. The rules themselves are in {@link
 * dev.kith.domain.PrivacyRules}.
 */
@NullMarked
package dev.kith.profile.view;

import org.jspecify.annotations.NullMarked;
