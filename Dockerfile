# The dependencies alone, so that a change of the code does not install them again.
FROM node:24.21.0-trixie-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24.21.0-trixie-slim AS source
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json package-lock.json LICENSE ./
COPY commands commands
COPY scripts scripts
COPY src src

# The build, dist/, for a faster start. What makes it, at the version of the lock file, doesn't come into the image.
FROM source AS built
COPY .npmrc ./
RUN npm install --omit=dev --ignore-scripts --no-save --save-prod \
        rolldown@$(node --print "require('./package-lock.json').packages['node_modules/rolldown'].version") \
    && npm run build

FROM source AS app
COPY --from=built /app/dist dist

# Compiled code for a faster start. Node keeps it by user, so the user of the bot compiles it: by a start without a
# configuration, which loads all of it and exits with 78, and by a picture process that only loads its code, with the
# flags that the bot starts it with.
FROM app AS compiled
RUN mkdir -p node_modules/.cache/face-age-bot && chown node node_modules/.cache/face-age-bot
USER node
RUN node --max-semi-space-size=4 src/main.js || test $? -eq 78
RUN NODE_COMPILE_CACHE=/app/node_modules/.cache/face-age-bot \
    node --zero-fill-buffers --single-threaded-gc --max-semi-space-size=2 dist/picture-process.mjs --compile
USER root
RUN chmod -R u=rwX,go=rX node_modules/.cache

# This Debian has the util-linux whose setpriv confines picture processes (PICTURE_SANDBOX).
FROM app
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    STORAGE_URL=sqlite:///data/face-age-bot.db \
    DATA_FOLDER=/data
# It belongs to root: neither the bot nor a picture process can change what the next start runs.
COPY --from=compiled --chown=root:root /app/node_modules/.cache node_modules/.cache
RUN mkdir -m 700 /data && chown node:node /data
VOLUME /data
USER node
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "scripts/health-check.js"]
# The flag as in `npm start`: without it garbage may take 96 MB before it is collected (docs/performance.md).
CMD ["node", "--max-semi-space-size=4", "src/main.js"]
