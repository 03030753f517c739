/**
 * The one edge where generated Avro classes are met: a codec per concept, so that the domain does
 * not change when a schema does.
 */
@NullMarked
package dev.kith.kit.codec;

import org.jspecify.annotations.NullMarked;
