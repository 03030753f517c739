/**
 * Store of the budgets, where a draw is spent: {@link
 * dev.kith.contactgraph.budget.store.BudgetStore}. The owner's task calls it ({@code
 * dev.kith.contactgraph.sync.FoldRequests}), so that simultaneous requests cannot bypass each
 * other; the rules are in {@link dev.kith.domain.Budget}.
 */
@NullMarked
package dev.kith.contactgraph.budget.store;

import org.jspecify.annotations.NullMarked;
