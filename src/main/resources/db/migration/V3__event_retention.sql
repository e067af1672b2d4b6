-- Retention: the oldest events first, whatever their status.
create index event_processing_created_idx on event_processing (created_at);
