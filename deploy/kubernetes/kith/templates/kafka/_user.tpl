{{- /* One account at Kafka: name, what it reads and writes; application: it runs streams of that id. */ -}}
{{- define "kith.user" }}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaUser
metadata:
  name: {{ .name }}
  labels:
    {{- include "kith.labels" .root | nindent 4 }}
    strimzi.io/cluster: {{ .root.Values.strimzi.cluster.name }}
spec:
  authentication:
    type: {{ .root.Values.strimzi.users.authentication }}
  authorization:
    type: simple
    acls:
      {{- range .read }}
      - resource: {type: topic, name: {{ . }}, patternType: literal}
        operations: [Read, Describe, DescribeConfigs]
      {{- end }}
      {{- range .write }}
      - resource: {type: topic, name: {{ . }}, patternType: literal}
        operations: [Write, Describe{{ if $.creates }}, Create{{ end }}]
      {{- end }}
      {{- if .application }}
      # its stores' changelogs
      - resource: {type: topic, name: {{ .application }}-, patternType: prefix}
        operations: [All]
      - resource: {type: group, name: {{ .application }}, patternType: literal}
        operations: [Read, Describe]
      - resource: {type: transactionalId, name: {{ .application }}-, patternType: prefix}
        operations: [Write, Describe]
      {{- else if .read }}
      - resource: {type: group, name: {{ .name }}, patternType: prefix}
        operations: [Read, Describe]
      {{- end }}
{{- end }}
