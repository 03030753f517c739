/**
 * Budget (token buckets) of addresses that an account may look up or sync, and its REST resources.
 *
 * <p>Start at {@link dev.kith.contactgraph.budget.BudgetService}; the token buckets are {@link
 * dev.kith.domain.Budget}.
 */
@NullMarked
package dev.kith.contactgraph.budget;

import org.jspecify.annotations.NullMarked;
