// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/audit.h"

#include "base/append.h"
#include "base/hash.h"
#include "base/json.h"

namespace perseat::store {
namespace {

constexpr std::size_t change_bytes = 112;  // what most need in JSON, and in all parts of an event
constexpr std::size_t event_bytes = 512;

std::string changes_json(const std::vector<FieldChange>& changes) {
  std::string out;
  out.reserve(changes.size() * change_bytes);
  json::Writer writer(out);
  writer.begin_array();
  for (const FieldChange& change : changes) {
    writer.begin_object().field("field", change.field);
    writer.field("before", change.before).field("after", change.after).end_object();
  }
  writer.end_array();
  return out;
}

}  // namespace

std::string event_hash(const AuditEvent& event) {
  std::string data;
  data.reserve(event_bytes);
  data += event.previous_hash;
  // Lengths keep "ab"+"c" apart from "a"+"bc".
  for (const std::string_view part :
       {event.org.view(), event.actor.view(), std::string_view(event.action),
        std::string_view(event.subject_kind), event.subject.view(), std::string_view(event.changes),
        std::string_view(event.request_id)}) {
    data += '|';
    append_number(data, static_cast<std::int64_t>(part.size()));
    data += ':';
    data += part;
  }
  data += '|';
  append_number(data, event.sequence);
  data += '|';
  append_number(data, event.at.ms);
  return sha256_hex(data);
}

void append_event(State& state, const Context& context, EventNote note) {
  AuditHead& head = state.audit_heads.change(context.actor.org);
  AuditEvent event;
  event.org = context.actor.org;
  event.sequence = head.sequence + 1;
  event.at = context.now;
  event.actor = context.actor.user;
  event.action = std::move(note.action);
  event.subject_kind = std::move(note.subject_kind);
  event.subject = note.subject;
  event.changes = changes_json(note.changes);
  event.request_id = context.request_id;
  event.previous_hash = head.hash;
  event.hash = event_hash(event);
  head.sequence = event.sequence;
  head.hash = event.hash;
  state.audit_events.add(std::move(event));
}

}  // namespace perseat::store
