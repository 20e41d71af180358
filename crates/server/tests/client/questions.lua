-- Questions for wrk: each likes one title, with the default priors.
local titles = {
  "Signal", "My Mister", "Goblin", "Our Beloved Summer", "Crash Landing on You", "Reply 1988",
  "Hospital Playlist", "Kingdom", "Vincenzo", "Start-Up", "Mr. Sunshine", "Healer",
}
local bodies = {}
for n, title in ipairs(titles) do
  bodies[n] = '{"like":["' .. title .. '"]}'
end
local n = 0

wrk.method = "POST"
wrk.headers["content-type"] = "application/json"

request = function()
  n = n % #bodies + 1
  return wrk.format(nil, "/v1/recommend", nil, bodies[n])
end
