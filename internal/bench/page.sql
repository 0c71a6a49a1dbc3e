SELECT r.title,
       w.name AS presenter,
       coalesce(o.name, '') AS giver,
       coalesce(o.organisation, '') AS giver_of,
       c.kind,
       c.promise,
       c.due,
       c.state
FROM presentation p
JOIN proposal r ON r.collaboratory_id = p.collaboratory_id AND r.id = p.proposal_id
JOIN person w ON w.id = p.presenter_id
JOIN commitment c ON c.collaboratory_id = p.collaboratory_id AND c.presentation_id = p.id AND c.merged_into IS NULL
LEFT JOIN person o ON o.id = c.giver_person_id
WHERE p.gathering_collaboratory_id = $1
  AND p.gathering_id = $2
ORDER BY p.position, c.id
