/** Programs of another team on Kith's topics, which know only the schemas. */
@NullMarked
package dev.kith.acceptance.topics;

import org.jspecify.annotations.NullMarked;
