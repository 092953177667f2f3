-- Every kind of training in every region, counted or not: what is missing stands beside what is there.
SELECT s.scheme, s.region_id, r.region, s.stream, s.stream_title, s.stream_weight, s.completers, s.programs, s.missing_flag
FROM core_region_stream s JOIN core_region r ON r.scheme = s.scheme AND r.region_id = s.region_id
