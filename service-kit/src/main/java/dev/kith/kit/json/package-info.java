/**
 * Reading JSON request bodies strictly: UTF-8, I-JSON numbers, no duplicate or unknown fields.
 *
 * <p>Start at {@link dev.kith.kit.json.JsonFields}.
 */
@NullMarked
package dev.kith.kit.json;

import org.jspecify.annotations.NullMarked;
