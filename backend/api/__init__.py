"""What every HTTP resource shares. Knows no domain: a domain brings shapes, queries and actions.

What a domain's `api` package may rely on:

- `serializers`: `StrictSerializer` and `StrictModelSerializer`. Snake case inside, camelCase
  outside, unknown fields and wrong JSON types refused, reading compiled once per class.
- `filters`: `Filters` for lists; the same renaming, unknown query parameters refused.
- `views`: `ActorView` (who asks, and the second wall), `VisibleList`, `VisibleListRetrieve`, the
  mixins `Creates` and `Updates`.
- `nested`: the decorators `nested_list`, `nested_create`, `nested_item` and `nested_delete`.
- `subjects`: `SubjectViewSet`, which adds transitions, consents and audit entries of any subject.
- `problems`: raise the engine's errors, `Invalid` or `Http404`; never build an error response.
- `routing`: `Router`, handed to the domain's `urls.register(router)`.

Lists are `{"items", "next", "previous"}`; a detail carries an `ETag`; a change needs `If-Match`;
every refusal is a problem document that names all faults at once. An address that is hidden and one
that never existed give the same answer.
"""
