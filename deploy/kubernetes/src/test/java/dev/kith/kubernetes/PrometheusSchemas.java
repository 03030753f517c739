package dev.kith.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import java.util.Map;

/**
 * The parts of the resources of Prometheus' operator that the chart uses; written by hand from its
 * API reference (monitoring.coreos.com/v1), closed to anything else.
 */
final class PrometheusSchemas {

  private static final String SERVICE_MONITOR =
      """
      {"type": "object", "additionalProperties": false, "required": ["apiVersion", "kind", "metadata", "spec"],
       "properties": {"apiVersion": {}, "kind": {}, "metadata": {},
        "spec": {"type": "object", "additionalProperties": false, "required": ["selector", "endpoints"],
         "properties": {
          "selector": {"type": "object", "additionalProperties": false,
            "properties": {"matchLabels": {"type": "object", "additionalProperties": {"type": "string"}}}},
          "targetLabels": {"type": "array", "items": {"type": "string"}},
          "endpoints": {"type": "array", "minItems": 1, "items": {"type": "object", "additionalProperties": false,
            "properties": {"port": {"type": "string"}, "path": {"type": "string", "pattern": "^/"},
              "interval": {"type": "string", "pattern": "^[0-9]+(ms|s|m|h)$"}}}}}}}}
      """;

  private static final String RULE =
      """
      {"type": "object", "additionalProperties": false, "required": ["apiVersion", "kind", "metadata", "spec"],
       "properties": {"apiVersion": {}, "kind": {}, "metadata": {},
        "spec": {"type": "object", "additionalProperties": false, "required": ["groups"],
         "properties": {"groups": {"type": "array", "items": {"type": "object", "additionalProperties": false,
          "required": ["name", "rules"],
          "properties": {"name": {"type": "string"}, "interval": {"type": "string"},
           "rules": {"type": "array", "minItems": 1, "items": {"type": "object", "additionalProperties": false,
            "required": ["alert", "expr", "labels", "annotations"],
            "properties": {"alert": {"type": "string"}, "expr": {"type": "string"},
             "for": {"type": "string", "pattern": "^[0-9]+(s|m|h)$"},
             "labels": {"type": "object", "required": ["severity"], "additionalProperties": {"type": "string"}},
             "annotations": {"type": "object", "required": ["summary", "runbook"],
               "additionalProperties": {"type": "string"}}}}}}}}}}}}
      """;

  private PrometheusSchemas() {}

  static Map<String, Schema> all() {
    return Map.of(
        "monitoring.coreos.com/v1/ServiceMonitor", compiled(SERVICE_MONITOR),
        "monitoring.coreos.com/v1/PrometheusRule", compiled(RULE));
  }

  private static Schema compiled(String schema) {
    try {
      return Rules.compiled(new ObjectMapper().readTree(schema));
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException(malformed);
    }
  }
}
