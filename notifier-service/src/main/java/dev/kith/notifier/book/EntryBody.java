package dev.kith.notifier.book;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Entry of an address book as JSON.
 *
 * @param profile absent exactly if the entry was removed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntryBody(String subject, String kind, @Nullable JsonNode profile, String cursor) {}
