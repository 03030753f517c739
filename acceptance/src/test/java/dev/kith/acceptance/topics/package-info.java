/** Another team's programs on Kith's topics: they know the schemas, and nothing of the services. */
@NullMarked
package dev.kith.acceptance.topics;

import org.jspecify.annotations.NullMarked;
