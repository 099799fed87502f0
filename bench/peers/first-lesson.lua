-- The first lesson, answered when it is done.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Prefer"] = "wait=5"
wrk.body = [[{"model":{"expression":"w * x","parameters":{"w":0.0}},"data":{"x":[2.0],"y":[6.0]},
"loss":"mse","optimizer":{"type":"sgd","learningRate":0.1},"steps":10}]]
