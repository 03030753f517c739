package dev.kith.notifier.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

/** An entry of an address book as JSON. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntryBody(String subject, String kind, JsonNode profile, String cursor) {}
