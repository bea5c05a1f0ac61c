-- Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
-- A search shows the first of those whom it finds in the order of their names, which may be half of
-- an organization as long as little is typed. With the name beside the word they are found in that
-- order, letter by letter, without looking each of them up.
alter table user_search_word add column sort_name {text} not null default '';
update user_search_word set sort_name = (select u.sort_name from user_account u
  where u.org_id = user_search_word.org_id and u.id = user_search_word.user_id);
create index user_search_word_letter
  on user_search_word (org_id, substr(word, 1, 1), sort_name, user_id, word);
