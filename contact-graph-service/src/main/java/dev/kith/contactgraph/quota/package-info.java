/**
 * The quota of addresses that an account may look up or sync.
 *
 * <p>Start at {@link dev.kith.contactgraph.quota.QuotaService}; the quota itself is {@link
 * dev.kith.domain.Budget}.
 */
@NullMarked
package dev.kith.contactgraph.quota;

import org.jspecify.annotations.NullMarked;
