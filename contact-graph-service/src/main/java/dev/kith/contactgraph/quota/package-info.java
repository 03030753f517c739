/**
 * Budget (token buckets) of addresses that an account may look up or sync, and its REST resources.
 *
 * <p>Start at {@link dev.kith.contactgraph.quota.QuotaService}; the token buckets are {@link
 * dev.kith.domain.Budget}.
 */
@NullMarked
package dev.kith.contactgraph.quota;

import org.jspecify.annotations.NullMarked;
