-- Alone, because it can be in no transaction. What a try that was cut off has left is of no use.
drop index concurrently if exists internal_contacts_rating_idx;

create index concurrently internal_contacts_rating_idx on internal_contacts (rating, id);
