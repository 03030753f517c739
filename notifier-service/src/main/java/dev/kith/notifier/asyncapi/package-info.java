/** The AsyncAPI document: written by hand, with the schemas of all records put in. */
@NullMarked
package dev.kith.notifier.asyncapi;

import org.jspecify.annotations.NullMarked;
